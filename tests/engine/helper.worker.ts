import { serveAsHelper } from '../../src/engine/simd/helper-thread'

// The tests' types are those of a page; in a worker `self` is its scope.
serveAsHelper(self as unknown as Parameters<typeof serveAsHelper>[0])
