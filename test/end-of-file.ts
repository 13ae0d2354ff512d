import { currentInvocation } from '../local/forge/invocation';
import { currentSandbox } from '../local/forge/current-sandbox';

/** Node 20 looks at every store that was ever used for each promise: at those of earlier test files, too. */
afterAll(() => {
  currentInvocation.disable();
  currentSandbox.disable();
});
