import type { ReactElement } from 'react';
import type { Actor } from '../../../src/domain/actor';
import { Given } from '../../ui/given';
import { Person } from '../../ui/person';
import { useTranslate } from '../../i18n/use-translate';
import { actorWords } from './entry-words';
import type { Names } from './entry-words';

/** Who did it: a person with their initials, or what acts by itself. */
export function ActorName({ actor, names }: { readonly actor: Actor; readonly names: Names }): ReactElement {
  const t = useTranslate();
  const words = <Given>{actorWords(actor, names, t)}</Given>;
  if (actor.kind !== 'person') return words;
  return (
    <Person id={actor.accountId} name={names.get(actor.accountId)}>
      {words}
    </Person>
  );
}
