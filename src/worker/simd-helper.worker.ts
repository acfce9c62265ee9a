import { serveAsHelper } from '../engine/simd/helper-thread'

serveAsHelper(self)
