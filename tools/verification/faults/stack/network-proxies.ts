import { TcpProxy } from './tcp-proxy.ts';

export type Environment = Record<string, string>;

/** A network between a service and what it depends on; `env` leads the service through it. */
export interface ServiceLink {
  link: TcpProxy;
  env: Environment;
}

/** The links of a stack, so that all can be mended and closed. */
export class NetworkProxies {
  readonly #links: TcpProxy[] = [];

  async toMongo(uri: string): Promise<ServiceLink> {
    const address = new URL(uri);
    const link = await this.#open(Number(address.port || 27_017), address.hostname);
    address.host = `127.0.0.1:${link.port}`;
    // Without it the driver would ask who the members are, and go to them directly.
    address.searchParams.set('directConnection', 'true');
    return { link, env: { MONGODB_URI: address.href } };
  }

  async toRedis(port: number): Promise<ServiceLink> {
    const link = await this.#open(port);
    return { link, env: { REDIS_URL: `redis://127.0.0.1:${link.port}` } };
  }

  async #open(port: number, host?: string): Promise<TcpProxy> {
    const link = await TcpProxy.to(port, host);
    this.#links.push(link);
    return link;
  }

  async mend(): Promise<void> {
    for (const link of this.#links) await link.set('pass');
  }

  async close(): Promise<void> {
    await Promise.all(this.#links.splice(0).map((link) => link.close()));
  }
}
