import type { LocalSite } from '../../local/server/local-site';

/** Lets storage refuse what tells of outcomes, with all that is written with it, and take all else. @returns what ends that. */
export function refuseEntries({ forge: { kvs } }: LocalSite): () => void {
  const handle = kvs.handle.bind(kvs);
  kvs.handle = (path, body) =>
    /\/(transaction|batch\/set)$/.test(path) && JSON.stringify(body).includes('"entityName":"audit"')
      ? Response.json({ code: 'INTERNAL_ERROR', message: '' }, { status: 500 })
      : handle(path, body);
  return () => {
    kvs.handle = handle;
  };
}
