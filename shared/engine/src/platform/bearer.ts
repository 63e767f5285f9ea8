/** What a header `Authorization: Bearer …` carries; undefined without one. */
export const parseBearer = (authorization: string | undefined): string | undefined =>
  /^Bearer (\S+)$/i.exec(authorization ?? '')?.[1];
