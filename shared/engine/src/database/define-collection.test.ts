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

it('fields that do not fit the document do not compile', () => {
  // @ts-expect-error a field in the document alone
  const withoutTags: Fields<Note> = { title: text, readAt: nullable(Date), color: optional(String) };
  // @ts-expect-error a field in the schema alone
  const withSize: Fields<Note> = { ...fields, size: number };
  // @ts-expect-error a field of another type
  const numberAsTitle: Fields<Note> = { ...fields, title: number };
  // @ts-expect-error a required field that may be null
  const requiredReadAt: Fields<Note> = { ...fields, readAt: date };
  // @ts-expect-error an array of another type
  const numbersAsTags: Fields<Note> = { ...fields, tags: list(Number) };
  // The compiler has checked them already: unused names would not compile either.
  expect([withoutTags, withSize, numberAsTitle, requiredReadAt, numbersAsTags]).toHaveLength(5);
});
