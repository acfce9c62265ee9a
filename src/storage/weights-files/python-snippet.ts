import { SQUASH_AMPLITUDE } from '../../core/network/activation'
import { IMAGE_SIDE, type Network, type RadialBasis } from '../../core/network/description'
import { safetensorsName } from './safetensors-weights'
import { type TorchModule, torchModules } from './torch-modules'

const SCALED_TANH = `class ScaledTanh(nn.Module):
    def forward(self, x):
        return ${SQUASH_AMPLITUDE} * torch.tanh(2 / 3 * x)
`

const SUBSAMPLING = `class Subsampling(nn.Module):
    def __init__(self, maps):
        super().__init__()
        self.coefficient = nn.Parameter(torch.ones(maps))
        self.bias = nn.Parameter(torch.zeros(maps))

    def forward(self, x):
        summed = 4 * nn.functional.avg_pool2d(x, 2)
        return summed * self.coefficient[:, None, None] + self.bias[:, None, None]
`

/**
 * A Python program that loads the safetensors file of this network beside it into PyTorch and reads
 * a digit of its own.
 */
export function pythonSnippet(network: Network): string {
  const modules = torchModules(network)
  const ownClasses = [
    ...(modules.some(({ python }) => python.startsWith('ScaledTanh')) ? [SCALED_TANH] : []),
    ...(modules.some(({ python }) => python.startsWith('Subsampling')) ? [SUBSAMPLING] : []),
    ...network.layers.flatMap((layer) =>
      layer.kind === 'radialBasis' ? [radialBasis(layer)] : [],
    ),
  ]
  return `# pip install torch safetensors numpy
import torch
from torch import nn
from safetensors.torch import load_file

${ownClasses.map((text) => `\n${text}\n`).join('')}
class LeNet(nn.Module):
    """Reads ink: [n, 1, ${IMAGE_SIDE}, ${IMAGE_SIDE}], 0 is bare paper and 1 full ink. Answers with logits."""

    def __init__(self):
        super().__init__()
${sequence(modules, 'conv')}
${sequence(modules, 'fc')}

    def forward(self, ink):
        x = ${inputInPython(network)}
        return self.fc(self.conv(x).flatten(1))


model = LeNet()
model.load_state_dict(load_file("${safetensorsName(network)}"))
model.eval()

ink = torch.zeros(1, 1, ${IMAGE_SIDE}, ${IMAGE_SIDE})
ink[0, 0, 6:26, 15:18] = 1  # a one; put your own digit here, its centre of mass in the middle
with torch.no_grad():
    probabilities = model(ink).softmax(1)[0]
print("digit", int(probabilities.argmax()))
print([round(float(p), 4) for p in probabilities])
`
}

/** Codes as words of + and −; minus the squared distances to them are the logits. */
function radialBasis({ codes }: RadialBasis): string {
  const words = codes.map((code) => code.map((value) => (value > 0 ? '+' : '-')).join(''))
  return `CODES = """
${words.join('\n')}
""".split()


class RadialBasis(nn.Module):
    def __init__(self):
        super().__init__()
        codes = [[1.0 if sign == "+" else -1.0 for sign in code] for code in CODES]
        self.register_buffer("codes", torch.tensor(codes), persistent=False)

    def forward(self, x):
        return -((x[:, None] - self.codes) ** 2).sum(2)
`
}

function sequence(modules: readonly TorchModule[], name: TorchModule['sequence']): string {
  const lines = modules
    .filter((module) => module.sequence === name)
    .map(
      ({ python, layer, isLayer }) => `            ${python},${isLayer ? `  # ${layer.name}` : ''}`,
    )
  return `        self.${name} = nn.Sequential(\n${lines.join('\n')}\n        )`
}

function inputInPython({ input: { side, paper, ink } }: Network): string {
  const margin = (IMAGE_SIDE - side) / 2
  const centre = margin === 0 ? 'ink' : `ink[:, :, ${margin}:-${margin}, ${margin}:-${margin}]`
  return paper === 0 && ink === 1 ? centre : `${paper} + ${ink - paper} * ${centre}`
}
