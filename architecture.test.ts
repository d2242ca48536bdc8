import { posix } from "node:path";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { files, folderOf, isTest, read } from "./architecture.files.ts";
import { sourceByFile, sources } from "./architecture.sources.ts";

/**
 * Who may import whom, what product code may not touch, and what packages and tables must look like. ARCHITECTURE.md and
 * CONTRIBUTING.md say why; where a rule has exceptions they stand here, each with its reason.
 */

const productFolders = ["protocol", "platform", "documents", "boxoffice", "reseller"];

describe("arrows between folders", () => {
  /** May `importer` import `target`? Both are files of ours in different folders. */
  const mayImport = (importer: string, target: string, typeOnly: boolean): boolean => {
    const to = folderOf(target);
    const toApi = /^(boxoffice|reseller)\/api\//.test(target);
    switch (folderOf(importer)) {
      case "protocol":
        return target === "platform/ports.ts" && typeOnly;
      case "platform":
        return false;
      case "documents":
        return to === "protocol";
      case "boxoffice":
      case "reseller":
        return to === "platform" || to === "protocol" || to === "documents";
      case "web":
        // The build of the pages runs on the machine, not in the browser, and may end with a sentence.
        if (importer === "web/build.ts" && target === "platform/cannot-start.ts") return true;
        return to === "protocol" || (toApi && typeOnly);
      case "bin":
      case "dev":
      case "e2e":
      case "bench":
      case "conformance":
      case "chaos":
      case "fuzz":
      case "simulator":
        return to !== "web" || target === "web/build.ts" || target === "web/sites.ts";
      default:
        return isTest(importer);
    }
  };

  test("only the arrows of ARCHITECTURE.md are used", () => {
    const wrong = sources.flatMap(({ file, imports }) =>
      imports
        .filter(({ target }) => target !== undefined && folderOf(target) !== folderOf(file))
        .filter(({ target, typeOnly }) => !mayImport(file, target ?? "", typeOnly))
        .filter(({ target }) => !(isTest(file) && folderOf(target ?? "") === "platform"))
        .map(({ target }) => `${file} → ${target}`),
    );
    expect(wrong).toEqual([]);
  });

  test("inside the box office the house never imports the interface", () => {
    const wrong = sources
      .filter(({ file }) => file.startsWith("boxoffice/house/") || file.startsWith("boxoffice/api/"))
      .flatMap(({ file, imports }) =>
        imports
          .filter(({ target }) => target?.startsWith("boxoffice/interface/"))
          .map(({ target }) => `${file} → ${target}`),
      );
    expect(wrong).toEqual([]);
  });

  test("a contract in api/ imports no code of its server", () => {
    const wrong = sources
      .filter(({ file }) => /^(boxoffice|reseller)\/api\//.test(file))
      .flatMap(({ file, imports }) =>
        imports
          .filter(({ target, typeOnly }) => target !== undefined && !typeOnly)
          .filter(({ target }) => !/^(protocol|boxoffice\/api|reseller\/api)\//.test(target ?? ""))
          .map(({ target }) => `${file} → ${target}`),
      );
    expect(wrong).toEqual([]);
  });

  test("product code never imports a test or its fixtures", () => {
    const wrong = sources
      .filter(({ file }) => [...productFolders, "web"].includes(folderOf(file)) && !isTest(file))
      .flatMap(({ file, imports }) =>
        imports
          .filter(({ target }) => target !== undefined && isTest(target))
          .map(({ target }) => `${file} → ${target}`),
      );
    expect(wrong).toEqual([]);
  });

  test("every import of ours names a file that git tracks", () => {
    const tracked = new Set(files);
    const wrong = sources.flatMap(({ file, imports }) =>
      imports
        .filter(({ target }) => target !== undefined && !tracked.has(target))
        .map(({ specifier }) => `${file} → ${specifier}`),
    );
    expect(wrong).toEqual([]);
  });

  test("no file imports itself, however long the way round", () => {
    const next = (file: string) =>
      (sourceByFile.get(file)?.imports ?? []).flatMap(({ target, typeOnly }) =>
        typeOnly || target === undefined ? [] : [target],
      );
    expect(cycles([...sourceByFile.keys()], next)).toEqual([]);
  });

  describe("slices", () => {
    /** Circles that stand, each with its reason. */
    const standing: Record<string, string> = {
      "reseller/contingent → reseller/mapping → reseller/contingent":
        "the check of a code list borrows `firstTwice` from the check of an operation",
    };
    /** Values only; routes may call any slice: nobody calls them. */
    const circlesOf = (folder: string) => {
      const sliceOf = (file: string) => {
        const [slice, ...rest] = file.startsWith(`${folder}/`)
          ? file.slice(folder.length + 1).split("/")
          : [];
        return rest.length > 0 ? `${folder}/${slice}` : undefined;
      };
      const arrows = new Map<string, Set<string>>();
      for (const { file, imports } of sources) {
        const from = sliceOf(file);
        if (from === undefined || isTest(file) || file.endsWith(".routes.ts")) continue;
        for (const { target, typeOnly } of imports) {
          const to = target === undefined || typeOnly ? undefined : sliceOf(target);
          if (to !== undefined && to !== from) arrows.set(from, (arrows.get(from) ?? new Set()).add(to));
        }
      }
      return cycles([...arrows.keys()].sort(), (slice) => [...(arrows.get(slice) ?? [])].sort());
    };

    test("slices need each other one way only", () => {
      const circles = ["boxoffice/house", "boxoffice/interface", "reseller"].flatMap(circlesOf);
      expect(circles.sort()).toEqual(Object.keys(standing).sort());
    });
  });
});

describe("ports", () => {
  const openDoors: Record<string, { doors: string[]; reason: string }> = {
    "platform/ports.system.ts": {
      doors: ["new Date()", "setTimeout", "randomBytes"],
      reason: "the ports themselves, on the machine",
    },
    "protocol/barcode.ts": {
      doors: ["randomBytes"],
      reason: "the name of a parameter: bytes of the Random port",
    },
  };

  test("product code meets time, chance, the environment and the network through ports alone", () => {
    const wrong = sources
      .filter(({ file }) => productFolders.includes(folderOf(file)) && !isTest(file))
      .flatMap(({ file, doors }) =>
        [...new Set(doors)]
          .filter((door) => !openDoors[file]?.doors.includes(door))
          .map((door) => `${file}: ${door}`),
      );
    expect(wrong).toEqual([]);
  });

  test("identities come from the port: nobody else imports a generator of them", () => {
    const generators = ["uuid", "nanoid", "node:timers", "node:timers/promises"];
    const wrong = sources
      .filter(({ file }) => productFolders.includes(folderOf(file)) && !isTest(file))
      .filter(({ file }) => file !== "platform/ports.system.ts")
      .filter(({ imports }) => imports.some(({ specifier }) => generators.includes(specifier)))
      .map(({ file }) => file);
    expect(wrong).toEqual([]);
  });

  test("no product code but the port of the network opens connections or looks names up", () => {
    const doors = ["node:http", "node:https", "node:http2", "node:tls", "node:dns", "undici"];
    const wrong = sources
      .filter(({ file }) => productFolders.includes(folderOf(file)) && !isTest(file))
      .filter(({ imports }) =>
        imports.some(({ specifier, typeOnly }) => doors.includes(specifier) && !typeOnly),
      )
      .map(({ file }) => file);
    expect(wrong).toEqual(["platform/http-exchange.ts"]);
  });

  test("every exception is still needed", () => {
    for (const [file, { doors }] of Object.entries(openDoors))
      expect(new Set(sourceByFile.get(file)?.doors), file).toEqual(new Set(doors));
  });
});

describe("packages", () => {
  interface Manifest {
    dependencies?: Record<string, string>;
    devDependencies?: Record<string, string>;
    optionalDependencies?: Record<string, string>;
  }
  const manifest = (folder: string): Manifest => JSON.parse(read(posix.join(folder, "package.json")));
  const root = manifest("");
  const workspaces = files.filter((file) => /^[^/]+\/package\.json$/.test(file)).map(folderOf);
  const declared = new Map(
    workspaces.map((folder) => {
      const { dependencies, optionalDependencies } = manifest(folder);
      return [folder, new Set(Object.keys({ ...dependencies, ...optionalDependencies }))] as const;
    }),
  );
  const ofRoot = new Set(Object.keys({ ...root.dependencies, ...root.devDependencies }));
  const packageOf = (specifier: string) =>
    specifier
      .split("/")
      .slice(0, specifier.startsWith("@") ? 2 : 1)
      .join("/");

  test("a workspace declares every package that it imports", () => {
    const wrong = sources.flatMap(({ file, imports }) => {
      const own = declared.get(folderOf(file));
      // Tests, plain folders and the build of the pages run with what the root declares.
      const withRoot = own === undefined || isTest(file) || /^web\/(build|vite\.config)\.ts$/.test(file);
      return imports
        .filter(({ target, specifier }) => target === undefined && !specifier.startsWith("node:"))
        .map(({ specifier }) => packageOf(specifier))
        .filter((name) => !own?.has(name) && !(withRoot && ofRoot.has(name)))
        .map((name) => `${file}: ${name}`);
    });
    expect(wrong).toEqual([]);
  });

  test("every version is exact", () => {
    const wrong = ["", ...workspaces].flatMap((folder) => {
      const { dependencies, devDependencies, optionalDependencies } = manifest(folder);
      return Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies })
        .filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))
        .map(([name, version]) => `${folder}: ${name} ${version}`);
    });
    expect(wrong).toEqual([]);
  });

  test("the lock file is whole: what other platforms install stands in it too, or a clean install refuses it", () => {
    const { packages } = z
      .object({
        packages: z.record(
          z.string(),
          z.object({ optionalDependencies: z.record(z.string(), z.string()).optional() }),
        ),
      })
      .parse(JSON.parse(read("package-lock.json")));
    const missing = Object.entries(packages).flatMap(([place, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies).filter(
        (name) => !packages[`node_modules/${name}`] && !packages[`${place}/node_modules/${name}`],
      ),
    );
    expect(missing).toEqual([]);
  });

  test("the lock file names no download address, so that it serves behind any registry", () => {
    expect(read("package-lock.json")).not.toMatch(/"resolved":\s*"https?:/);
  });
});

describe("tables", () => {
  /** Tables whose key does not begin with the organizer or the institution, each with its reason. */
  const otherKeys: Record<string, string> = {
    operator_sessions: "looked up by the hash of a secret, before anybody is known",
    institution_tokens: "looked up by the hash of a secret, before anybody is known",
    staff_sessions: "looked up by the hash of a secret, before anybody is known",
    staff: "people of the network, who serve every institution",
    seat_transitions: "the rule itself, the same for everybody",
    contingent_transitions: "the rule itself, the same for everybody",
  };
  const owner: Record<string, string> = { boxoffice: "organizer_id", reseller: "institution_code" };
  const tables = files
    .filter((file) => /^(boxoffice|reseller)\/migrations\/.*\.sql$/.test(file))
    .flatMap((file) => {
      const statements = read(file)
        .replace(/--.*$/gm, "")
        .matchAll(/create table (?:if not exists )?(\w+) \((.*?)\n\);/gs);
      return [...statements].map(([, name = "", body = ""]) => {
        const key = /primary key \((\w+)/.exec(body)?.[1] ?? /^\s*(\w+) [^,\n]*primary key/m.exec(body)?.[1];
        return { name, key, owner: owner[folderOf(file)] };
      });
    });

  test("the organizer or the institution leads every key", () => {
    expect(tables.length).toBeGreaterThan(30);
    const wrong = tables.filter(({ name, key, owner }) => key !== owner && !(name in otherKeys));
    expect(wrong).toEqual([]);
  });

  test("every exception is still needed", () => {
    const others = tables.filter(({ key, owner }) => key !== owner).map(({ name }) => name);
    expect(others.sort()).toEqual(Object.keys(otherKeys).sort());
  });
});

/** Every circle met on a walk in depth, as `a → b → a`. */
function cycles(nodes: readonly string[], next: (node: string) => readonly string[]): string[] {
  const found: string[] = [];
  const done = new Set<string>();
  const path: string[] = [];
  const visit = (node: string) => {
    const at = path.indexOf(node);
    if (at >= 0) found.push([...path.slice(at), node].join(" → "));
    if (at >= 0 || done.has(node)) return;
    path.push(node);
    for (const to of next(node)) visit(to);
    path.pop();
    done.add(node);
  };
  for (const node of nodes) visit(node);
  return found;
}
