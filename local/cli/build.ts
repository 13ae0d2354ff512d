import { buildBackEnd } from '../forge/bundle';
import { runCli } from './run-cli';
import { buildScreens } from './screens';

const USAGE = 'Builds the back end into dist/ and the screens into static/build/, as they are deployed.\n';

runCli(USAGE, () => Promise.all([buildBackEnd(), buildScreens()]));
