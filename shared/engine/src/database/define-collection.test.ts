import type { Types } from 'mongoose';
import { expect, it } from 'vitest';
import {
  date,
  defineCollection,
  type Fields,
  list,
  nullable,
  number,
  optional,
  text,
} from './define-collection.ts';

interface Note {
  _id: Types.ObjectId;
  title: string;
  readAt: Date | null;
  tags: string[];
  color?: string;
}

const fields: Fields<Note> = {
  title: text,
  readAt: nullable(Date),
  tags: list(String),
  color: optional(String),
};

it('a collection has a definition for each field of its documents', () => {
  expect(defineCollection<Note>('notes', fields)).toBeTypeOf('function');
});

// Checked by the compiler: each of these would compile if documents and schemas were not tied.
// @ts-expect-error a field in the document alone
export const withoutTags: Fields<Note> = { title: text, readAt: nullable(Date), color: optional(String) };
// @ts-expect-error a field in the schema alone
export const withSize: Fields<Note> = { ...fields, size: number };
// @ts-expect-error a field of another type
export const numberAsTitle: Fields<Note> = { ...fields, title: number };
// @ts-expect-error a required field that may be null
export const requiredReadAt: Fields<Note> = { ...fields, readAt: date };
// @ts-expect-error an array of another type
export const numbersAsTags: Fields<Note> = { ...fields, tags: list(Number) };
