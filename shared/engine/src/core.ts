import type { Connection } from 'mongoose';
import { type Collections, collectionsOf } from './database/collections.ts';
import { prepareDatabase } from './database/migrations.ts';
import { createModels, type Models } from './database/models.ts';
import { DomainEvents } from './events/domain-events.ts';
import type { Clock } from './platform/clock.ts';
import { DatabaseClock } from './platform/database-clock.ts';
import type { Logger } from './platform/logger.ts';
import { connectMongo, databaseTime, type MongoSettings } from './platform/mongo.ts';
import type { Releasers } from './platform/releasers.ts';

const KEPT_EMAILS =
  'Accounts have an address that is accepted no more, and another account may have the same mailbox: they log in as before';

/** Everything that both services are built on. */
interface Core {
  mongo: Connection;
  models: Models;
  collections: Collections;
  events: DomainEvents;
  clock: Clock;
}

/**
 * Opens the database, migrated, and the clock that follows it. The database is released after everything that is
 * added to the releasers later, the clock just before it.
 * @param clock replaces the database's, in tests
 */
export async function openCore(
  settings: MongoSettings,
  logger: Logger,
  releasers: Releasers,
  clock?: Clock,
): Promise<Core> {
  const { keptEmails } = await prepareDatabase(settings);
  if (keptEmails.length > 0) logger.warn({ accounts: keptEmails }, KEPT_EMAILS);
  const mongo = await connectMongo(settings);
  releasers.add('database', () => mongo.close());
  const databaseClock = await DatabaseClock.start(() => databaseTime(mongo), logger.child({ area: 'clock' }));
  releasers.add('clock', () => databaseClock.stop());
  const events = new DomainEvents();
  const [models, collections] = [createModels(mongo), collectionsOf(mongo, events)];
  return { mongo, models, collections, events, clock: clock ?? databaseClock };
}
