import { Drawer } from '@mantine/core';
import { en } from '../../lib/strings/en.ts';
import { NavLinks } from './nav-links.tsx';

interface Props {
  opened: boolean;
  onClose: () => void;
  isAdmin: boolean;
}

/** The navigation of the phone; loaded when it is first opened. */
export function NavDrawer({ opened, onClose, isAdmin }: Props) {
  return (
    <Drawer
      opened={opened}
      onClose={onClose}
      title={en.nav.title}
      size={280}
      // Scrolling is stopped by theme.css: Mantine's way writes a style element that the page's policy refuses.
      lockScroll={false}
      closeButtonProps={{ 'aria-label': en.nav.close, size: 44 }}
    >
      <nav aria-label={en.nav.main}>
        <NavLinks isAdmin={isAdmin} onNavigate={onClose} />
      </nav>
    </Drawer>
  );
}
