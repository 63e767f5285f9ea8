import { readdirSync } from 'node:fs';
import type { Endpoint } from '@punctual/contracts/api/endpoint';

const CONTRACTS = new URL('../../../contracts/src/api/', import.meta.url);

/** All endpoints of all contracts, whoever adds one: a new one is held to the rules without being named in a test. */
export async function allEndpoints(): Promise<Endpoint[]> {
  const files = readdirSync(CONTRACTS).filter((name) => name.endsWith('-contract.ts'));
  const contracts = await Promise.all(files.map((name) => import(new URL(name, CONTRACTS).pathname)));
  return contracts.flatMap((contract) => Object.values<unknown>(contract).filter(isEndpoint));
}

const isEndpoint = (value: unknown): value is Endpoint =>
  typeof value === 'object' && value !== null && 'method' in value && 'path' in value;
