import type { ImportRow } from '../../../../src/domain/invitation/import-row';
import type {
  ImportedFile,
  KeptBackRow,
  LookedUp,
  Preview,
  PreviewPlan,
  PreviewRow,
  ReadAnswer,
  ReadOptions,
  Reading,
  RowKind,
  ChunkGroup,
  Slicing,
} from './reading';

/** What the page asks the worker for, and what it gets. */
export interface Requests {
  read: { input: { readonly source: Blob | string } & ReadOptions; output: ReadAnswer };
  setHeaded: { input: { readonly headed: boolean }; output: Reading };
  preview: { input: { readonly plan: PreviewPlan }; output: Preview };
  lookedUp: { input: { readonly looks: readonly LookedUp[] }; output: Preview };
  toLookUp: { input: { readonly max: number }; output: readonly string[] };
  rows: {
    input: { readonly from: number; readonly to: number; readonly kind: RowKind | undefined };
    output: readonly PreviewRow[];
  };
  slice: { input: Record<string, never>; output: Slicing };
  sliceGroup: { input: { readonly from: number }; output: ChunkGroup | undefined };
  recognize: { input: { readonly of: ImportedFile }; output: boolean };
  recognized: { input: { readonly from: number; readonly to: number }; output: readonly ImportRow[] };
  keptBack: { input: { readonly from: number; readonly to: number }; output: readonly KeptBackRow[] };
}
export type RequestName = keyof Requests;

/** One of the requests, with the number that its answer carries. */
export type ToWorker = {
  readonly [N in RequestName]: {
    readonly id: number;
    readonly name: N;
    readonly input: Requests[N]['input'];
  };
}[RequestName];

export type FromWorker =
  | { readonly id: number; readonly progress: number }
  | { readonly id: number; readonly output: Requests[RequestName]['output'] }
  | { readonly id: number; readonly error: string };
