import type { LabDatabase } from '../../src/storage/lab-database'

/** A database that holds these records in every store, for those who only read. */
export function databaseOf(records: readonly unknown[]): LabDatabase {
  const opened = {
    getAll: async () => records,
    get: async () => records.at(-1),
    getAllFromIndex: async () => records,
    transaction: () => ({
      store: { index: () => ({ openCursor: async () => ({ value: records.at(-1) }) }) },
    }),
  }
  return {
    read: (work) => work(opened as unknown as Parameters<typeof work>[0]), // no more of it is used
    write: notWritten,
    writeTogether: notWritten,
    onOutdated: () => {},
    close: () => {},
  }
}

const notWritten = () => Promise.reject(new Error('databaseOf: is not written'))
