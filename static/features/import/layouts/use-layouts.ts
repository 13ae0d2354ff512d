import { useCallback, useRef, useState } from 'react';
import type { SavedLayout } from '../../../../src/contract/import-layouts';
import type { Functions } from '../../../../src/contract/procedures';
import type { ReplyError } from '../../../../src/contract/reply';
import { call } from '../../../platform/call';
import type { Reading } from '../file/reader';
import { applyLayout, headerFingerprint, layoutFor } from './apply-layout';
import type { Understood } from './apply-layout';

type LayoutFunction = 'layouts.save' | 'layouts.rename' | 'layouts.remove';

export interface UseLayouts {
  readonly layouts: readonly SavedLayout[];
  /** @returns why it was not done. */
  readonly change: <N extends LayoutFunction>(
    name: N,
    input: Functions[N]['input'],
  ) => Promise<ReplyError | undefined>;
  /** How a file is understood before anybody changes that: by the layout of its columns, else as guessed. */
  readonly understand: (reading: Reading) => Promise<Understood>;
}

/** The layouts of the space, and which one fits a file. */
export function useLayouts(first: readonly SavedLayout[]): UseLayouts {
  const [layouts, setLayouts] = useState(first);
  /** For files that are read later. */
  const latest = useRef(first);
  const change = useCallback<UseLayouts['change']>(async (name, input) => {
    const reply = await call(name, input);
    if (!reply.ok) return reply.error;
    latest.current = reply.data;
    setLayouts(reply.data);
    return undefined;
  }, []);
  const understand = useCallback(async (reading: Reading): Promise<Understood> => {
    const layout = layoutFor(latest.current, await headerFingerprint(reading));
    return layout ? withLayout(layout, reading) : { columns: reading.guess };
  }, []);
  return { layouts, change, understand };
}

/** A file as a layout says, its order of days included. */
export function withLayout(layout: SavedLayout, reading: Reading): Understood {
  const { dayOrder } = layout;
  return { ...applyLayout(layout, reading), ...(dayOrder && { dayOrder }) };
}
