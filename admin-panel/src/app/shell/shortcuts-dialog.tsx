import '@mantine/core/styles/Modal.css';
import { Modal } from '@mantine/core';
import { useState } from 'react';
import { keepFocus } from '../../components/keep-focus.ts';
import { ShortcutList } from '../../components/shortcut-list.tsx';
import { shortcutWords } from '../../lib/strings/shortcuts.ts';

/** Lists the shortcuts of this page. @param times opens anew with each that is asked for */
export function ShortcutsDialog({ times }: { times: number }) {
  const [closed, setClosed] = useState(0);
  return (
    <Modal
      opened={times > closed}
      onClose={() => setClosed(times)}
      title={shortcutWords.title}
      lockScroll={false}
      closeButtonProps={{ 'aria-label': shortcutWords.close, size: 44 }}
      onExitTransitionEnd={() => keepFocus()}
    >
      <ShortcutList />
    </Modal>
  );
}
