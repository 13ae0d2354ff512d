import { useEffect, useState } from 'react';
import { createReader } from './reader';
import type { Reader } from './reader';

/** A reader of files, as long as a part of the page is there. */
export function useReader(): Reader {
  const [reader] = useState(() => createReader());
  useEffect(() => () => reader.close(), [reader]);
  return reader;
}
