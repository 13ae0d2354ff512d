#!/usr/bin/env node
// Runs the TypeScript as it stands, so that `npx guestlist` works in a checkout right after `npm ci`.
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
require('tsx/cjs');
const { ioOf } = require('./io.ts');
const { main } = require('./main.ts');

process.exitCode = await main(process.argv.slice(2), ioOf(process));
