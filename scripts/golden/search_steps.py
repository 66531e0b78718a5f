"""Three steps of the whole search: Φ on validation images, then the weights w on training images.

Everything is computed from the published formulas; only the draws repeat the search's own streams.
"""

import itertools

import torch
from torch.nn import functional

import search_hypernetwork
import search_predictor
import search_supernet
from philox import Philox
from tensor_minnorm import minimum
from tensor_sampling import choose, reinmax_gradient

CHANNELS, CLASSES, SIZE, IMAGES = 2, 3, 8, 8
DEVICES, FEATURES, BANKS, RESOLUTION, WIDTH = 3, 10, 5, 4, 8
# Numbers that float32 holds exactly.
SETTINGS = {
    "seed": 58, "steps": 3, "batch": 4, "mean": 0.5, "deviation": 0.25,
    "weights.rate": 0.125, "weights.last_rate": 0.03125, "weights.momentum": 0.875,
    "weights.decay": 0.0078125, "weights.clip": 2,
    "phi.resolution": RESOLUTION, "phi.rate": 0.0078125, "phi.decay": 0.015625,
    "phi.score_share": 0.375, "phi.exponent": 2,
}
SEARCH, TRAINING, VALIDATION = 0x5EA2C4, 1, 2  # stream numbers


def build(recorder):
    recorder.record("settings", **SETTINGS)
    search = Search(recorder)
    for step in range(SETTINGS["steps"]):
        random = search.random.split(step)
        validation_loss = search.architecture_step(next(search.validation), random.split(0))
        training_loss = search.weight_step(next(search.training), random.split(1))
        name = f"step{step + 1}"
        recorder.record(name, validation_loss=validation_loss, training_loss=training_loss)
        search.record(recorder, f"{name}.")
    search.check_coverage()


class Search:
    def __init__(self, recorder):
        self.w = search_supernet.parameters(recorder, CHANNELS, CLASSES)
        self.phi = {"keys": recorder.normal(BANKS, FEATURES),
                    "banks": recorder.normal(BANKS, (RESOLUTION + 1) * 30)}
        self.theta = search_predictor.parameters(recorder, WIDTH)
        self.record(recorder, "")
        recorder.record("predictor", **self.theta)
        for leaf in (*self.w.values(), *self.phi.values()):
            leaf.requires_grad_()
        self.embeddings = recorder.uniform(DEVICES, FEATURES)
        # Devices that are alike have gradients that are alike, and the combination weighs them.
        self.standardized = recorder.rounded(
            (recorder.normal(1, FEATURES) + 0.2 * recorder.normal(DEVICES, FEATURES)).numpy())
        self.lowest = recorder.uniform(DEVICES, low=-2, high=-1)
        self.highest = recorder.uniform(DEVICES, low=1, high=2)
        recorder.record("devices", embedding=self.embeddings, standardized=self.standardized,
                        lowest=self.lowest, highest=self.highest)
        self.random = Philox(SETTINGS["seed"], SEARCH)
        self.training = _batches(recorder, "training", Philox(SETTINGS["seed"], TRAINING))
        self.validation = _batches(recorder, "validation", Philox(SETTINGS["seed"], VALIDATION))
        self.adam = torch.optim.Adam(
            self.phi.values(), SETTINGS["phi.rate"], betas=(0.5, 0.999), eps=1e-8,
            weight_decay=SETTINGS["phi.decay"])
        self.sgd = torch.optim.SGD(
            self.w.values(), SETTINGS["weights.rate"], momentum=SETTINGS["weights.momentum"],
            weight_decay=SETTINGS["weights.decay"])
        self.schedule = torch.optim.lr_scheduler.CosineAnnealingLR(
            self.sgd, SETTINGS["steps"], SETTINGS["weights.last_rate"])
        self.drawn, self.combinations, self.norms = set(), [], []

    def record(self, recorder, prefix):
        """Copies of the parameters, since a step changes them in place."""
        for model, parameters in (("supernet", self.w), ("hypernetwork", self.phi)):
            recorder.record(prefix + model, **{k: p.detach().clone() for k, p in parameters.items()})

    def architecture_step(self, batch, random):
        draws = [self._draw(t, random.split(t)) for t in range(DEVICES)]
        gates = [sample.clone().requires_grad_() for _, _, sample in draws]
        losses = [self._loss(z, batch) for z in gates]
        gradients = []
        for t, (r, alpha, sample) in enumerate(draws):
            weight = r ** SETTINGS["phi.exponent"] / (r ** SETTINGS["phi.exponent"]).sum()
            share = SETTINGS["phi.score_share"]
            (error,) = torch.autograd.grad(losses[t], gates[t])
            metric = self._metric_gradient(t, gates[t]) / (self.highest[t] - self.lowest[t])
            gate_gradient = weight[0] * (1 - share) * error + weight[1] * metric
            others = sum(losses[i] for i in range(DEVICES) if i != t) / (DEVICES - 1)
            score = (losses[t] - others).detach() * (sample - torch.softmax(alpha, 1))
            alpha_gradient = reinmax_gradient(alpha, sample, gate_gradient)
            alpha_gradient = (alpha_gradient + weight[0] * share * score).detach()
            parts = torch.autograd.grad(alpha, list(self.phi.values()), alpha_gradient)
            gradients.append(torch.cat([part.flatten() for part in parts]))
        self._descend_phi(torch.stack(gradients))
        return sum(losses) / DEVICES

    def _descend_phi(self, gradients):
        units = gradients / gradients.norm(dim=1, keepdim=True)
        gamma = minimum(units @ units.t())
        self.combinations.append(gamma)
        leaves = list(self.phi.values())
        parts = (gamma @ units).split([leaf.numel() for leaf in leaves])
        for leaf, part in zip(leaves, parts):
            leaf.grad = part.view_as(leaf)
            decayed = leaf.grad + SETTINGS["phi.decay"] * leaf
            _require(decayed.abs().min() > 2e-6, "rounding could turn the sign of an update")
        self.adam.step()

    def weight_step(self, batch, random):
        losses = []
        for t in range(DEVICES):
            stream = random.split(t)
            stream.double()  # decides whether the architecture is drawn uniformly: never here
            losses.append(self._loss(self._draw(t, stream)[2], batch))
        mean = sum(losses) / DEVICES
        leaves = list(self.w.values())
        gradients = torch.autograd.grad(mean, leaves, allow_unused=True)
        for leaf, gradient in zip(leaves, gradients):
            leaf.grad = torch.zeros_like(leaf) if gradient is None else gradient
        norm = torch.nn.utils.clip_grad_norm_(leaves, SETTINGS["weights.clip"])
        self.norms.append(float(norm))
        self.sgd.step()
        self.schedule.step()
        return mean

    def _draw(self, t, random):
        """A preference (2), the logits (6, 5) it leads to and a one-hot sample of them."""
        r = torch.tensor([random.exponential() for _ in range(2)], dtype=torch.float64)
        r = r / r.sum()
        points = torch.arange(RESOLUTION + 1)
        coefficients = (1 - (RESOLUTION * r[0] - points).abs()).clamp(min=0)
        alpha = search_hypernetwork.mixture(
            self.phi["keys"], self.phi["banks"], self.standardized[t : t + 1],
            coefficients[None]).view(6, 5)
        u = torch.tensor([random.single() for _ in range(6)], dtype=torch.float64)
        bounds = torch.softmax(alpha.detach(), 1).cumsum(1)[:, :-1]
        _require((bounds - u[:, None]).abs().min() > 1e-3, "rounding could change a choice")
        choices = choose(alpha.detach(), u)
        self.drawn.update(choices.tolist())
        return r, alpha, functional.one_hot(choices, 5).double()

    def _loss(self, z, batch):
        images, labels = batch
        return functional.cross_entropy(search_supernet.logits(self.w, images, z), labels)

    def _metric_gradient(self, t, z):
        nodes = search_predictor.empty_cells(1)
        nodes[:, 1:7, 1:6] = z
        output = search_predictor.predict(nodes, self.embeddings[t : t + 1], self.theta)
        return torch.autograd.grad(output.sum(), z)[0]

    def check_coverage(self):
        _require(len(self.drawn) == 5, "an operation is never drawn")
        _require(any(gamma.min() > 0.05 and gamma.max() > 0.42 for gamma in self.combinations),
                 "no direction weighs every device, and them differently")
        clip = SETTINGS["weights.clip"]
        _require(min(self.norms) < 0.9 * clip and max(self.norms) > 1.1 * clip,
                 f"clipping is always or never active: {self.norms}")


def _require(condition, message):
    if not condition:
        raise ArithmeticError(f"{message}: choose another seed")


def _batches(recorder, name, random):
    """Batches without end, a new permutation of the images in each epoch."""
    pixels = recorder.integers(256, IMAGES, SIZE, SIZE, 3)
    labels = recorder.integers(CLASSES, IMAGES)
    recorder.record(name, pixels=pixels, labels=labels)
    images = (pixels.double() / 255 - SETTINGS["mean"]) / SETTINGS["deviation"]
    for epoch in itertools.count():
        order = torch.tensor(random.split(epoch).permutation(IMAGES))
        for chosen in order.split(SETTINGS["batch"]):
            yield images[chosen], labels[chosen]
