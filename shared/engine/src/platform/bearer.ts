/** Parses a header `Authorization: Bearer …`; undefined without a token. */
export const parseBearer = (authorization: string | undefined): string | undefined =>
  /^Bearer (\S+)$/i.exec(authorization ?? '')?.[1];
