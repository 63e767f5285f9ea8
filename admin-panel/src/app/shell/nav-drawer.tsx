import { Drawer } from '@mantine/core';
import { en } from '../../lib/strings/en.ts';
import classes from './nav-drawer.module.css';
import { NavLinks } from './nav-links.tsx';

interface Props {
  opened: boolean;
  onClose: () => void;
  isAdmin: boolean;
}

/** Shows the navigation on a phone; its code is loaded when first opened. */
export function NavDrawer({ opened, onClose, isAdmin }: Props) {
  return (
    // Scrolling is stopped by theme.css: Mantine's way writes a style element that the page's policy refuses.
    <Drawer.Root opened={opened} onClose={onClose} size={280} lockScroll={false}>
      <Drawer.Overlay />
      <Drawer.Content>
        <Drawer.Body className={classes.drawer ?? ''}>
          <div className={classes.head}>
            <Drawer.Title>{en.nav.title}</Drawer.Title>
            <Drawer.CloseButton aria-label={en.nav.close} size={44} />
          </div>
          <nav aria-label={en.nav.main}>
            <NavLinks isAdmin={isAdmin} onNavigate={onClose} />
          </nav>
        </Drawer.Body>
      </Drawer.Content>
    </Drawer.Root>
  );
}
