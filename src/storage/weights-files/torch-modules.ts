import {
  type Activation,
  inputShape,
  type Layer,
  type Network,
  PATCH_SIDE,
  valuesPerImage,
} from '../../core/network/description'
import type { ParameterName, ParameterSpec } from '../../core/network/parameters'

/** One module of the `nn.Sequential` called `conv` or `fc` in which PyTorch holds a network. */
export interface TorchModule {
  readonly sequence: 'conv' | 'fc'
  /** Its name in a `state_dict`: `conv.3`. */
  readonly name: string
  readonly layer: Layer
  /** How Python makes it: `nn.Conv2d(6, 16, 5)`. */
  readonly python: string
  /** Whether it holds the layer's parameters; the layer's activation is a module of its own. */
  readonly isLayer: boolean
}

const ACTIVATION_MODULES: Readonly<Record<Exclude<Activation, 'identity'>, string>> = {
  relu: 'nn.ReLU()',
  tanh: 'nn.Tanh()',
  sigmoid: 'nn.Sigmoid()',
  scaledTanh: 'ScaledTanh()',
}

/**
 * The network as the course code writes it: what comes before the first fully connected layer in
 * `conv`, the rest in `fc`, each activation after its layer.
 */
export function torchModules(network: Network): readonly TorchModule[] {
  const counts = { conv: 0, fc: 0 }
  const firstDense = network.layers.findIndex(({ kind }) => kind === 'fullyConnected')
  return network.layers.flatMap((layer, index) => {
    const sequence = index < firstDense ? 'conv' : 'fc'
    const module = (python: string, isLayer: boolean): TorchModule => {
      const name = `${sequence}.${counts[sequence]++}`
      return { sequence, name, layer, python, isLayer }
    }
    const made = module(pythonOf(network, layer, index), true)
    if (layer.activation === 'identity') return [made]
    return [made, module(ACTIVATION_MODULES[layer.activation], false)]
  })
}

/** PyTorch's name of each parameter: `C3.bias` is `conv.3.bias`. */
export function torchNames(network: Network): ReadonlyMap<ParameterName, string> {
  const roles: readonly ParameterSpec['role'][] = ['weight', 'bias', 'coefficient']
  return new Map(
    torchModules(network)
      .filter(({ isLayer }) => isLayer)
      .flatMap(({ name, layer }) =>
        roles.map((role) => [`${layer.name}.${role}`, `${name}.${role}`] as const),
      ),
  )
}

function pythonOf(network: Network, layer: Layer, index: number): string {
  const input = inputShape(network, index)
  switch (layer.kind) {
    case 'convolution':
      return `nn.Conv2d(${input.maps}, ${layer.maps}, ${layer.kernel})`
    case 'averagePooling':
      return `nn.AvgPool2d(${PATCH_SIDE})`
    case 'maxPooling':
      return `nn.MaxPool2d(${PATCH_SIDE})`
    case 'subsampling':
      return `Subsampling(${layer.maps})`
    case 'fullyConnected':
      return `nn.Linear(${valuesPerImage(input)}, ${layer.maps})`
    case 'radialBasis':
      return 'RadialBasis()'
  }
}
