import { type DBSchema, type IDBPDatabase, openDB, type StoreNames } from 'idb'

const NAME = 'lenet-lab'

/** What is kept on this device. Records are parsed by whoever reads them: another version wrote them. */
export interface LabSchema extends DBSchema {
  /** Corrected drawings, as `correction.ts` writes them; the key is their `id`. */
  readonly corrections: { key: number; value: unknown }
  /** Runs, as `kept-run.ts` describes them; the key is their `id`, `saved` when they were written. */
  readonly runs: { key: number; value: unknown; indexes: { saved: number } }
  /** Pads of tabs, as `drawing-shelf.ts` writes them; the key is the `tab`. */
  readonly drawings: { key: string; value: unknown; indexes: { saved: number } }
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
  close(): void
}

type WritableStore<Name extends StoreNames<LabSchema>> = ReturnType<
  typeof storeToWrite<Name>
>['store']

/** The page's database, opened when it is first used and again where the browser has closed it. */
export function labDatabase(): LabDatabase {
  let opened: Promise<IDBPDatabase<LabSchema>> | null = null
  const forget = () => {
    opened = null
  }
  const open = (): Promise<IDBPDatabase<LabSchema>> => {
    opened ??= connect(forget).catch((error: unknown) => {
      forget()
      throw error
    })
    return opened
  }
  return {
    read: async (work) => work(await open()),
    write: async (name, work) => {
      const transaction = storeToWrite(await open(), name)
      // Both: a request may fail and abort, or all succeed and the commit find the disk full.
      const [result] = await Promise.all([work(transaction.store), transaction.done])
      return result
    },
    close: () => {
      void opened?.then((database) => database.close()).catch(() => {})
      forget()
    },
  }
}

const storeToWrite = <Name extends StoreNames<LabSchema>>(
  database: IDBPDatabase<LabSchema>,
  name: Name,
) => database.transaction(name, 'readwrite', { durability: 'strict' })

async function connect(lost: () => void): Promise<IDBPDatabase<LabSchema>> {
  const database: IDBPDatabase<LabSchema> = await openDB<LabSchema>(NAME, MIGRATIONS.length, {
    upgrade: (upgraded, from) => {
      for (const migrate of MIGRATIONS.slice(from)) migrate(upgraded)
    },
    // Another tab brings a newer version of the page: it must not wait for this one.
    blocking: () => {
      database.close()
      lost()
    },
    terminated: lost,
  })
  return database
}
