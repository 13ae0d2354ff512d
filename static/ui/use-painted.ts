import { useCallback, useEffect, useRef } from 'react';

/** @returns whether a value has been on the screen: a key that comes sooner was meant for what was there before. */
export function usePainted(value: unknown): () => boolean {
  const painted = useRef<unknown>();
  useEffect(() => {
    // The first frame is the one that shows it; once the second begins, it has been shown.
    let frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(() => {
        painted.current = value;
      });
    });
    return () => cancelAnimationFrame(frame);
  }, [value]);
  return useCallback(() => painted.current === value, [value]);
}
