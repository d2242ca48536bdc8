import { CannotStart } from "../cannot-start.ts";
import type { Server } from "./server.ts";

/**
 * Opens the port and answers the server's address.
 * @throws CannotStart where the port cannot be had, with a sentence that says how to mend it.
 */
export async function listen(server: Server, host: string, port: number): Promise<string> {
  try {
    return await server.listen({ host, port });
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    if (code === "EADDRINUSE")
      throw new CannotStart(
        `Port ${port} is taken by another program: end that one, or set PORT to a free port.`,
      );
    if (code === "EACCES")
      throw new CannotStart(
        `Port ${port} needs rights that this user does not have: set PORT to one above 1023.`,
      );
    if (code === "EADDRNOTAVAIL" || code === "ENOTFOUND")
      throw new CannotStart(`${host} is no address of this machine: set HOST to one, such as 127.0.0.1.`);
    throw error;
  }
}
