const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/**
 * Computes the delay of one occurrence in ms, from 0 to `jitterMs` inclusive. The same seed and instant always give
 * the same delay, so that preview, API and watcher agree, and computing an occurrence twice does not move it.
 */
export function computeJitter(seed: string, at: number, jitterMs: number): number {
  return jitterMs === 0 ? 0 : hash(`${seed}|${at}`) % (jitterMs + 1);
}

/** Hashes with FNV-1a and the finaliser of murmur3, so that neighbouring instants do not get neighbouring delays. */
function hash(text: string): number {
  let value = FNV_OFFSET;
  for (let index = 0; index < text.length; index += 1) {
    value = Math.imul(value ^ text.charCodeAt(index), FNV_PRIME);
  }
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
}
