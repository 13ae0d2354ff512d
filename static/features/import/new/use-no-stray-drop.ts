import { useEffect } from 'react';

/** A file that is dropped beside its place would otherwise take the place of the page. */
export function useNoStrayDrop(): void {
  useEffect(() => {
    const keep = (event: DragEvent): void => {
      if (!event.defaultPrevented && event.dataTransfer?.types.includes('Files')) {
        event.preventDefault();
        event.dataTransfer.dropEffect = 'none';
      }
    };
    addEventListener('dragover', keep);
    addEventListener('drop', keep);
    return () => {
      removeEventListener('dragover', keep);
      removeEventListener('drop', keep);
    };
  }, []);
}
