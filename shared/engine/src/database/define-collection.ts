import {
  type Connection,
  type Model,
  Schema,
  type SchemaDefinition,
  type SchemaOptions,
  type Types,
} from 'mongoose';

/** The mongoose type that stores values of a TypeScript type. */
type StoredAs<Value> = [Value] extends [string]
  ? typeof String
  : [Value] extends [number]
    ? typeof Number
    : [Value] extends [boolean]
      ? typeof Boolean
      : [Value] extends [Date]
        ? typeof Date
        : [Value] extends [Types.ObjectId]
          ? typeof Schema.Types.ObjectId
          : typeof Schema.Types.Mixed;

/** The definition that a field of this type must have. */
type Field<Value> = undefined extends Value
  ? { type: TypeOf<Exclude<Value, undefined>>; default: undefined }
  : null extends Value
    ? { type: TypeOf<Exclude<Value, null>>; default: null }
    : [Value] extends [unknown[]]
      ? { type: TypeOf<Value>; default: never[] }
      : { type: TypeOf<Value>; required: true };

type TypeOf<Value> = [Value] extends [(infer Item)[]] ? StoredAs<Item>[] : StoredAs<Value>;

/** Fields that mongoose adds: ids that are ObjectIds, and `Automatic` ones. */
type Added<Document, Automatic> = Automatic | (Document extends { _id: Types.ObjectId } ? '_id' : never);

/**
 * The schema of a document: a definition for each of its fields, of a type that fits, and for no other. A field in the
 * document or in its schema alone does not compile.
 */
export type Fields<Document, Automatic = never> = {
  [Name in Exclude<keyof Document, Added<Document, Automatic>>]-?: Field<Document[Name]>;
};

export const text = { type: String, required: true } as const;
export const date = { type: Date, required: true } as const;
export const number = { type: Number, required: true } as const;
export const boolean = { type: Boolean, required: true } as const;
export const id = { type: Schema.Types.ObjectId, required: true } as const;
/** Any object: its shape is checked where it comes in. */
export const mixed = { type: Schema.Types.Mixed, required: true } as const;
export const nullable = <T>(type: T) => ({ type, default: null });
export const optional = <T>(type: T) => ({ type, default: undefined });
export const list = <T>(item: T) => ({ type: [item], default: [] });

/** The fields that mongoose sets with the option `timestamps`. */
export type Timestamps = 'createdAt' | 'updatedAt';

/** Creates the model of a collection on a connection. */
export type CreateModel<Document> = (connection: Connection) => Model<Document>;

/** Unknown fields are rejected and empty objects kept: what was sent is what is stored. */
const OPTIONS = { strict: 'throw', minimize: false, versionKey: false } as const;

/** Defines a collection by the type of its documents and the schema that goes with it. */
export function defineCollection<Document, Automatic extends keyof Document = never>(
  name: string,
  fields: Fields<Document, Automatic>,
  options: Pick<SchemaOptions, 'timestamps'> = {},
): CreateModel<Document> {
  const definition: SchemaDefinition = fields;
  const schema: Schema = new Schema(definition, { ...OPTIONS, ...options });
  return (connection) => connection.model<Document>(name, schema, name);
}
