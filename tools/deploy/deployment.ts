import type { App } from './app';
import type { Options } from './options';

/** What is deployed, from where, and how. The app is read anew before each step. */
export interface Deployment {
  readonly root: string;
  readonly app: App;
  readonly options: Options;
  /** The version of Node that runs this. */
  readonly node: string;
}
