import { serveGradients } from '../engine/simd/serve-gradients'

serveGradients(self)
