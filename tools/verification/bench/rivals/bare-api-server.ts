import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import jsonwebtoken from 'jsonwebtoken';
import mongoose, { Schema } from 'mongoose';

// What anybody would write in ten minutes: Express, a JWT, one findOne. No limits, no sessions, no contract.
const [, , uri = '', secret = ''] = process.argv;

const jobs = mongoose.model('jobs', new Schema({}, { strict: false, versionKey: false }), 'jobs');
await mongoose.connect(uri, { maxPoolSize: 20, autoIndex: false });

const app = express();
app.get('/users/jobs/:id', async (request, response) => {
  const token = request.get('authorization')?.slice('Bearer '.length) ?? '';
  const { sub } = jsonwebtoken.verify(token, secret, { algorithms: ['HS256'] }) as { sub: string };
  const ownerId = new mongoose.Types.ObjectId(sub);
  const job = await jobs.findOne({ _id: request.params.id, ownerId }).lean();
  if (job) response.json(job);
  else response.status(404).json({ error: 'not found' });
});

const server = createServer(app).listen(0, '127.0.0.1', () => {
  process.stdout.write(`listening on ${(server.address() as AddressInfo).port}\n`);
});
process.once('SIGTERM', () => process.exit());
