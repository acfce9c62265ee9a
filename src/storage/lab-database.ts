import {
  type DBSchema,
  type IDBPDatabase,
  type IDBPTransaction,
  openDB,
  type StoreNames,
} from 'idb'

const NAME = 'lenet-lab'

/** What is kept on this device, by the names of `STORES`. Records are parsed by whoever reads them: another version wrote them. */
export interface LabSchema extends DBSchema {
  /** Corrected drawings, as `correction.ts` writes them; the key is their `id`. */
  readonly corrections: { key: number; value: unknown }
  /** Runs, as `kept-run.ts` describes them; the key is their `id`, `saved` when they were written. */
  readonly runs: { key: number; value: unknown; indexes: { saved: number } }
  /** Pads of tabs, as `drawing-shelf.ts` writes them; the key is the `tab`. */
  readonly drawings: { key: string; value: unknown; indexes: { saved: number } }
  /** Frames of their films, as `kept-frame.ts` describes them; the key is run and step. */
  readonly frames: { key: [run: number, step: number]; value: unknown }
  /** Weights that answer, as `kept-weights.ts` describes them; the key is their network's `variant`. */
  readonly weights: { key: string; value: unknown }
}

/** From each version to the next; the last is today's. A step that was released is never changed. */
const MIGRATIONS: readonly ((database: IDBPDatabase<LabSchema>) => void)[] = [
  (database) => {
    database.createObjectStore('corrections', { keyPath: 'id', autoIncrement: true })
  },
  (database) => {
    const runs = database.createObjectStore('runs', { keyPath: 'id', autoIncrement: true })
    runs.createIndex('saved', 'saved')
  },
  (database) => {
    database.createObjectStore('drawings', { keyPath: 'tab' }).createIndex('saved', 'saved')
  },
  (database) => {
    database.createObjectStore('frames', { keyPath: ['run', 'step'] })
  },
  (database) => {
    database.createObjectStore('weights', { keyPath: 'variant' })
  },
]

/** Work on the database's stores; the connection may be another one each time. */
export interface LabDatabase {
  /**
   * Reads in one transaction.
   *
   * @throws {DOMException} If the browser denies or has lost the database.
   */
  read<Result>(work: (database: IDBPDatabase<LabSchema>) => Promise<Result>): Promise<Result>
  /**
   * Writes one store in one transaction; resolves once the browser says that it is complete, so what
   * is told to be kept has been kept.
   *
   * @throws {DOMException} If it is not complete: full, denied or lost. Nothing of it is kept then.
   */
  write<Name extends StoreNames<LabSchema>, Result>(
    store: Name,
    work: (store: WritableStore<Name>) => Promise<Result>,
  ): Promise<Result>
  /** As `write`, several stores in one transaction: all of it is kept or nothing. */
  writeTogether<Name extends StoreNames<LabSchema>, Result>(
    stores: readonly Name[],
    work: (transaction: WritingTransaction<Name>) => Promise<Result>,
  ): Promise<Result>
  /** Calls once a newer version of the app has the database: this one can keep nothing any more. */
  onOutdated(listener: () => void): void
  close(): void
}

type WritingTransaction<Name extends StoreNames<LabSchema>> = IDBPTransaction<
  LabSchema,
  Name[],
  'readwrite'
>
type WritableStore<Name extends StoreNames<LabSchema>> = ReturnType<
  WritingTransaction<Name>['objectStore']
>

/** The page's database, opened when it is first used and again where the browser has closed it. */
export function labDatabase(): LabDatabase {
  let opened: Promise<IDBPDatabase<LabSchema>> | null = null
  let outdated = () => {}
  const forget = () => {
    opened = null
  }
  const open = (): Promise<IDBPDatabase<LabSchema>> => {
    opened ??= connect(forget, () => outdated()).catch((error: unknown) => {
      forget()
      if (error instanceof DOMException && error.name === 'VersionError') outdated()
      throw error
    })
    return opened
  }
  async function together<Name extends StoreNames<LabSchema>, Result>(
    names: readonly Name[],
    work: (transaction: WritingTransaction<Name>) => Promise<Result>,
  ): Promise<Result> {
    const database = await open()
    const transaction = database.transaction([...names], 'readwrite', { durability: 'strict' })
    // Both: a request may fail and abort, or all succeed and the commit find the disk full.
    const [result] = await Promise.all([work(transaction), transaction.done])
    return result
  }
  return {
    read: async (work) => work(await open()),
    write: (name, work) => together([name], (transaction) => work(transaction.objectStore(name))),
    writeTogether: together,
    onOutdated: (listener) => {
      let isTold = false
      outdated = () => {
        if (!isTold) listener()
        isTold = true
      }
    },
    close: () => {
      void opened?.then((database) => database.close()).catch(() => {})
      forget()
    },
  }
}

async function connect(lost: () => void, outdated: () => void): Promise<IDBPDatabase<LabSchema>> {
  const database: IDBPDatabase<LabSchema> = await openDB<LabSchema>(NAME, MIGRATIONS.length, {
    upgrade: (upgraded, from) => {
      for (const migrate of MIGRATIONS.slice(from)) migrate(upgraded)
    },
    // Another tab brings a newer version of the page: it must not wait for this one.
    blocking: (_, newVersion) => {
      database.close()
      lost()
      // It may be deleted only.
      if (newVersion !== null) outdated()
    },
    terminated: lost,
  })
  return database
}
