import { useEffect } from 'preact/hooks';

/** Takes files that are dropped anywhere but on a field of their own; without it the browser would leave the page. */
export function useDroppedFiles(take: (files: File[]) => void): void {
  useEffect(() => {
    const hasOwnField = ({ target }: DragEvent): boolean =>
      target instanceof Element && target.closest('input[type=file], dialog') !== null;
    function onDrop(event: DragEvent): void {
      if (event.defaultPrevented || hasOwnField(event)) return;
      event.preventDefault();
      take([...(event.dataTransfer?.files ?? [])]);
    }
    const onDragOver = (event: DragEvent): void => {
      if (!hasOwnField(event)) event.preventDefault();
    };
    addEventListener('drop', onDrop);
    addEventListener('dragover', onDragOver);
    return () => {
      removeEventListener('drop', onDrop);
      removeEventListener('dragover', onDragOver);
    };
  });
}
