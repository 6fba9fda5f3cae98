export async function verificationFigures(_databaseUrl: string, _data: string): Promise<void> {}
