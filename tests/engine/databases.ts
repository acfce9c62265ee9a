import { type LabDatabase, labDatabase } from '../../src/storage/lab-database'

export const DATABASE = 'lenet-lab'

const opened: LabDatabase[] = []

/** A connection to the page's database, as each tab has one. */
export function openDatabase(): LabDatabase {
  const database = labDatabase()
  opened.push(database)
  return database
}

/** Deletes the database; `blocked` where a connection would not let go. */
export const deleteDatabase = () =>
  new Promise<'deleted' | 'blocked'>((resolve) => {
    const request = indexedDB.deleteDatabase(DATABASE)
    request.onsuccess = () => resolve('deleted')
    request.onblocked = () => resolve('blocked')
  })

/** Leaves the next test an empty device. */
export async function closeDatabases(): Promise<void> {
  for (const database of opened.splice(0)) database.close()
  await deleteDatabase()
}
