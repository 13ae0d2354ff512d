#!/usr/bin/env node
// Runs the TypeScript as it stands, so that `npx guestlist` works in a checkout right after `npm ci`.
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
require('tsx/cjs');
require('./main.ts');
