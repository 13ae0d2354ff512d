import { useEffect, useRef } from 'react';

/** Between the calls of a search: the storage of a site reads so much in a minute for everybody. */
const PAUSE_MS = 2_000;

/**
 * Calls again and again, with a pause, while a search goes on by itself.
 *
 * @param step changes with each answer: after it the next call is made.
 */
export function useGoingOn(isOn: boolean, step: unknown, call: () => void): void {
  const latest = useRef(call);
  useEffect(() => {
    latest.current = call;
  });
  useEffect(() => {
    if (!isOn) return undefined;
    const timer = setTimeout(() => latest.current(), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [isOn, step]);
}
