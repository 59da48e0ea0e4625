import type { RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

/** Opens a <dialog> over the page at once, and gives the focus back to where it was when it goes. */
export function useDialog(): RefObject<HTMLDialogElement | null> {
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const before = document.activeElement;
    const element = dialog.current;
    element?.showModal();
    return () => {
      // Under an open dialog nothing takes the focus.
      element?.close();
      // The button that opened it may be gone by now: the composer is next to the newest messages.
      const after = before?.isConnected ? before : document.querySelector('.composer textarea');
      if (after instanceof HTMLElement) after.focus();
    };
  }, []);
  return dialog;
}
