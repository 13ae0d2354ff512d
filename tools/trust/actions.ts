import type { App } from './app';

/** Modules that offer actions: to authors of automation rules, and to people who chat with an agent. */
const OFFERING = ['automation:actionProvider', 'rovo:agent'];

/** Every action is offered by exactly one module, and what is offered is there. */
export function checkActions({ manifest: { modules } }: App): readonly string[] {
  const declared = (modules['action'] ?? []).map(({ key }) => key);
  const offers = OFFERING.flatMap((type) =>
    (modules[type] ?? []).flatMap(({ key, actions }) =>
      (Array.isArray(actions) ? actions : []).map((action) => ({
        module: `${type} ${key}`,
        action: String(action),
      })),
    ),
  );
  return [
    ...offers
      .filter(({ action }) => !declared.includes(action))
      .map(({ module, action }) => `${module} offers ${action}, which is not declared`),
    ...declared
      .map((key) => ({ key, count: offers.filter(({ action }) => action === key).length }))
      .filter(({ count }) => count !== 1)
      .map(({ key, count }) => `the action ${key} is offered by ${count} modules, not by one`),
  ];
}
