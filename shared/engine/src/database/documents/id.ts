import type { Types } from 'mongoose';

export type Id = Types.ObjectId;
