import { serveGradients } from '../../src/engine/simd/serve-gradients'

// The tests' types are those of a page; in a worker `self` is its scope.
serveGradients(self as unknown as Parameters<typeof serveGradients>[0])
