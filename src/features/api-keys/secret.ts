import { createHash, randomBytes, randomInt, timingSafeEqual } from 'node:crypto';
import { keyIdSchema } from '../../domain/actor';
import type { KeyId } from '../../domain/actor';

const ID_ALPHABET = 'abcdefghijklmnopqrstuvwxyz0123456789';
const ID_LENGTH = 12;
/** 256 bits cannot be guessed, so a fast hash is enough at rest. */
const SECRET_BYTES = 32;
/** What every key begins with, so that scanners for leaked secrets can know it. */
const PREFIX = 'gl';
const KEY = /^gl_([a-z0-9]{12})_([A-Za-z0-9_-]{43})$/;

export function newKeyId(): KeyId {
  const characters = Array.from({ length: ID_LENGTH }, () => ID_ALPHABET[randomInt(ID_ALPHABET.length)]);
  return keyIdSchema.parse(characters.join(''));
}

/** A new secret for a key: the whole key to hand over once, and what is kept of it. */
export function newSecret(id: KeyId): { readonly whole: string; readonly hash: string } {
  const secret = randomBytes(SECRET_BYTES).toString('base64url');
  return { whole: `${keyPrefix(id)}_${secret}`, hash: hashOf(secret) };
}

/** What may be shown of a key. */
export function keyPrefix(id: KeyId): string {
  return `${PREFIX}_${id}`;
}

/** The two halves of a key as sent, or `undefined` where it is malformed. */
export function parseKey(text: string): { readonly id: KeyId; readonly secret: string } | undefined {
  const [, id, secret] = KEY.exec(text) ?? [];
  return id && secret ? { id: keyIdSchema.parse(id), secret } : undefined;
}

/** Whether a secret is one of those kept. Takes the same time whichever it is, and for none, too. */
export function isSecretOf(secret: string, hashes: readonly string[]): boolean {
  const sent = Buffer.from(hashOf(secret), 'hex');
  const nobody = Buffer.alloc(sent.length);
  const kept = [0, 1].map((place) => Buffer.from(hashes[place] ?? '', 'hex'));
  return kept
    .map((hash) => timingSafeEqual(sent, hash.length === sent.length ? hash : nobody))
    .reduce((one, other) => one || other, false);
}

function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}
