import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { PYTORCH_COURSE } from '../../../src/core/network/variants'
import { pythonSnippet } from '../../../src/storage/weights-files/python-snippet'
import { safetensorsFile } from '../../../src/storage/weights-files/safetensors-weights'
import { images, largestDifference, logitsOf, NETWORKS, someWeights } from './weights-networks'

/** Starting PyTorch takes seconds, more on a machine that is busy. */
const TIME_LIMIT = 60_000

const python = process.env.PYTHON ?? 'python3'
const hasTorch =
  spawnSync(python, ['-c', 'import torch, numpy, safetensors.torch'], { timeout: TIME_LIMIT })
    .status === 0
if (!hasTorch) {
  console.warn(`python-snippet.test: ${python} has no torch, numpy and safetensors; name one that`)
  console.warn('has in the variable PYTHON to run the programs that the page shows')
}

const folder = mkdtempSync(join(tmpdir(), 'lenet-lab-python-'))
afterAll(() => rmSync(folder, { recursive: true }))

describe('pythonSnippet', () => {
  it('writes the course’s modules as the course does', () => {
    expect(pythonSnippet(PYTORCH_COURSE)).toContain(`
        self.conv = nn.Sequential(
            nn.Conv2d(1, 6, 5),  # C1
            nn.Sigmoid(),
            nn.MaxPool2d(2),  # S2
            nn.Conv2d(6, 16, 5),  # C3
            nn.Sigmoid(),
            nn.MaxPool2d(2),  # S4
        )
        self.fc = nn.Sequential(
            nn.Linear(256, 120),  # C5
            nn.Sigmoid(),
            nn.Linear(120, 84),  # F6
            nn.Sigmoid(),
            nn.Linear(84, 10),  # output
        )
`)
  })

  // One of each kind of module; a Python that loads PyTorch takes seconds.
  it.skipIf(!hasTorch).each(NETWORKS.filter(([name]) => !/tanh|sigmoid/.test(name)))(
    'runs in PyTorch and gives our logits of %s',
    (_, network) => {
      const weights = someWeights(network)
      const { name, bytes } = safetensorsFile(network, weights)
      writeFileSync(join(folder, name), bytes)
      writeFileSync(join(folder, 'images.bin'), images)
      const more = `
import json
import numpy
ink = torch.from_numpy(numpy.fromfile("images.bin", numpy.float32).reshape(8, 1, 32, 32))
print(json.dumps(model(ink).flatten().tolist()))
`
      const printed = execFileSync(python, ['-c', pythonSnippet(network) + more], {
        cwd: folder,
        encoding: 'utf8',
      })
      const [digit, probabilities, logits] = printed.trim().split('\n')
      expect(digit).toMatch(/^digit \d$/)
      expect(JSON.parse(probabilities!)).toHaveLength(10)
      expect(largestDifference(JSON.parse(logits!), logitsOf(network, weights))).toBeLessThan(1e-4)
    },
    TIME_LIMIT,
  )
})
