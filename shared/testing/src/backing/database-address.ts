const SERVER = /^(\w+(?:\+srv)?:\/\/[^/?]+)\/?(\?.*)?$/;

/** Builds the address of a database on a server. @throws Error if the server's address names a database already */
export function databaseAddress(server: string, name: string): string {
  const [, hosts, options = ''] = SERVER.exec(server) ?? [];
  if (!hosts) throw new Error(`MONGODB_URI names a database; leave it out: ${server}`);
  return `${hosts}/${name}${options}`;
}
