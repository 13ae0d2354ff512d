/** A listener on a channel, on the page of one module in one project. */
export interface Subscription {
  readonly channel: string;
  readonly moduleKey: string;
  readonly projectId: string | undefined;
  readonly onEvent: (payload: unknown) => void;
}

/** Stands in for Forge Realtime: a message reaches those who listen in the same context. */
export class Realtime {
  readonly #subscriptions = new Set<Subscription>();

  /** @returns what ends the subscription. */
  subscribe(subscription: Subscription): () => void {
    this.#subscriptions.add(subscription);
    return () => this.#subscriptions.delete(subscription);
  }

  publish(
    channel: string,
    payload: unknown,
    from: { readonly moduleKey: string; readonly projectId: string | undefined },
  ): boolean {
    const heard = [...this.#subscriptions].filter(
      (each) =>
        each.channel === channel && each.moduleKey === from.moduleKey && each.projectId === from.projectId,
    );
    for (const { onEvent } of heard) onEvent(payload);
    return heard.length > 0;
  }
}
