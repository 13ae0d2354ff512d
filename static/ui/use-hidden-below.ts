import { useEffect, useState } from 'react';

/**
 * How much of the frame is below what the person sees, in pixels. The host makes the frame as tall as the page, so what
 * sticks to the frame's end is out of sight; only an observer knows where the window ends.
 *
 * @param isWatched whether it is kept up to date, with each frame that is painted.
 */
export function useHiddenBelow(isWatched: boolean): number {
  const [hidden, setHidden] = useState(0);
  useEffect(() => {
    if (!isWatched) return undefined;
    const page = document.documentElement;
    let next = 0;
    const observer = new IntersectionObserver(([entry]) => {
      if (entry?.isIntersecting)
        setHidden(Math.max(0, Math.round(innerHeight - entry.intersectionRect.bottom)));
      // An observer tells of a page once; one that is observed anew is told of anew.
      observer.unobserve(page);
      next = requestAnimationFrame(() => observer.observe(page));
    });
    observer.observe(page);
    return () => {
      cancelAnimationFrame(next);
      observer.disconnect();
    };
  }, [isWatched]);
  return isWatched ? hidden : 0;
}
