import { describe, expect, it } from 'vitest'
import { confusionCsv, confusionFigure } from '../../../src/components/export/confusion-figure'
import { csvText } from '../../../src/components/export/csv'
import { curvesCsv, curvesFigure } from '../../../src/components/export/curves-figure'
import { fileName } from '../../../src/components/export/file-name'
import { figure, text } from '../../../src/components/export/svg'

/** Reads RFC 4180 back, by its grammar and not by the writer's. */
function parsed(csv: string): string[][] {
  const rows: string[][] = [[]]
  for (const [, quoted, plain, end] of csv.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)) {
    rows.at(-1)!.push(quoted?.replaceAll('""', '"') ?? plain ?? '')
    if (end === '\r\n') rows.push([])
  }
  return rows.slice(0, -1)
}

describe('csvText', () => {
  it('gives back what was written, whatever is in it', () => {
    const rows = [
      ['a', 'b, c', 'he said "no"'],
      ['two\r\nlines', '', '数字'],
    ]
    expect(parsed(csvText(rows))).toEqual(rows)
    expect(csvText([['x', 0.5, null, -1e-7]])).toBe('x,0.5,,-1e-7\r\n')
  })
})

it('names files with letters that every system takes', () => {
  expect(fileName(['unit-C1'], 'svg')).toBe('lenet-lab-unit-C1.svg')
  expect(fileName(['../a b/ü'], 'csv')).toMatch(/^lenet-lab-[A-Za-z0-9._-]+\.csv$/)
})

const counts = new Uint32Array(100)
for (let digit = 0; digit < 10; digit++) counts[digit * 11] = 90
counts[49] = 10

describe('the confusion matrix', () => {
  it('is a table of the counts and errors', () => {
    const rows = parsed(confusionCsv({ counts }))
    expect(rows).toHaveLength(11)
    expect(rows[0]).toEqual([
      'true_digit',
      ...Array.from({ length: 10 }, (_, digit) => `read_as_${digit}`),
      'error',
    ])
    expect(rows[5]).toEqual(['4', '0', '0', '0', '0', '90', '0', '0', '0', '0', '10', '0.1'])
    expect(rows[1]!.at(-1)).toBe('0')
  })

  it('is a picture whose numbers are text', () => {
    const words = { title: 'A & B', truth: 't', answer: 'a', error: 'e', percent: String }
    const { svg } = confusionFigure({ counts }, words)
    expect(svg).toContain('A &amp; B</text>')
    expect(svg.match(/>90<\/text>/g)).toHaveLength(10)
    expect(svg.match(/>0\.1<\/text>/g)).toHaveLength(1)
    // Ten of what was read right, one of what was not, and the paper.
    expect(svg.match(/<rect /g)).toHaveLength(12)
  })
})

const RUN = {
  curve: [
    { images: 128, loss: 2.25, error: 0.875, learningRate: 0.004 },
    { images: 256, loss: 1.5, error: 0.5, learningRate: 0.002 },
  ],
  evaluations: [
    {
      epoch: 1,
      images: 256,
      validationError: null,
      validationLoss: null,
      testError: 0.0625,
      testLoss: 0.25,
      confusion: { counts },
      leastEvidence: null,
    },
  ],
  epochImages: 256,
  epochs: 2,
}

describe('the learning curves', () => {
  it('are a table of every point, with a header and dots for decimals', () => {
    expect(parsed(curvesCsv(RUN))).toEqual([
      ['series', 'images_trained', 'epochs', 'loss', 'error', 'learning_rate'],
      ['training', '128', '0.5', '2.25', '0.875', '0.004'],
      ['training', '256', '1', '1.5', '0.5', '0.002'],
      ['test', '256', '1', '0.25', '0.0625', ''],
    ])
  })

  it('are lines on axes whose marks are text, inside the picture', () => {
    const { svg, width, height } = curvesFigure(RUN, {
      title: { loss: 'Loss', error: 'Error' },
      series: { training: 'on training', validation: 'on validation', test: 'on test' },
      epochs: 'epochs',
      mark: (measure, value) => `${measure} ${value}`,
    })
    expect(svg).toContain('>loss 0.5</text>')
    expect(svg).toContain('>error 0.1</text>')
    const lines = [...svg.matchAll(/points="([^"]*)"/g)].map(([, points]) => points!)
    expect(lines).toHaveLength(6)
    expect(lines[0]!.split(' ')).toHaveLength(2)
    for (const line of lines.filter((points) => points !== '')) {
      for (const [x, y] of line.split(' ').map((point) => point.split(',').map(Number))) {
        expect(x! >= 0 && x! <= width && y! >= 0 && y! <= height).toBe(true)
      }
    }
  })
})

it('writes XML whatever the words are', () => {
  const { svg } = figure(10, 10, text(0, 0, '<script>"\u0007&'))
  expect(svg).toContain('&lt;script&gt;&quot; &amp;</text>')
})
