const { AsyncLocalStorage } = require('node:async_hooks');
const { TestEnvironment } = require('jest-environment-node');

/** Stores of asynchronous context that the current test file has used: ours, and one of Jest's own. */
const used = new Set();
const run = Reflect.get(AsyncLocalStorage.prototype, 'run');
AsyncLocalStorage.prototype.run = function (...args) {
  used.add(this);
  return Reflect.apply(run, this, args);
};

/**
 * Node 20 looks at every store that was ever used for each promise, for ever: a worker would slow down with each test
 * file. Theirs end with them.
 */
module.exports = class Environment extends TestEnvironment {
  async teardown() {
    for (const store of used) store.disable();
    used.clear();
    await super.teardown();
  }
};
