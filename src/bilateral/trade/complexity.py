"""Economic complexity: how much an economy's exports ask for, and how complex each product is.

Hidalgo and Hausmann (2009), "The Building Blocks of Economic Complexity", PNAS 106(26), as an eigenvector:
Hausmann et al. (2014), *The Atlas of Economic Complexity*; Mealy, Farmer and Teytelboym (2019), "Interpreting
Economic Complexity", Science Advances 5(1).
"""

import numpy as np

# eigenvalues nearer to each other than this are one, and their eigenvectors no one's
APART = 1e-9


def complexity(advantage: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """ECI of each economy and PCI of each product.

    advantage: economies down, products across, true where the economy's revealed comparative advantage is 1
    or more (Balassa 1965). ECI is the eigenvector of the second largest eigenvalue of D⁻¹ M U⁻¹ Mᵀ, where D
    is diversity and U ubiquity, with the sign that makes it rise with diversity, at mean 0 and standard
    deviation 1 (of the population) over economies. PCI is on the same scale, so that an economy's ECI is
    the mean PCI of the products in which it has the advantage. NaN for an economy or product without any;
    all NaN where the eigenvector is not unique: fewer than three economies, or groups of economies that
    have no product in common.
    """
    eci, pci = np.full(advantage.shape[0], np.nan), np.full(advantage.shape[1], np.nan)
    economies, products = advantage.any(axis=1), advantage.any(axis=0)
    made = advantage[np.ix_(economies, products)].astype(float)
    if len(made) < 3:
        return eci, pci
    diversity, ubiquity = made.sum(axis=1), made.sum(axis=0)
    # similar to D⁻¹ M U⁻¹ Mᵀ and symmetric: the same eigenvalues, and a solver that is exact for close ones
    half = made / np.sqrt(np.outer(diversity, ubiquity))
    values, vectors = np.linalg.eigh(half @ half.T)
    if values[-1] - values[-2] < APART or values[-2] - values[-3] < APART or values[-2] < APART:
        return eci, pci
    of_economies = vectors[:, -2] / np.sqrt(diversity)
    rises = (of_economies - of_economies.mean()) @ (diversity - diversity.mean())
    of_economies = of_economies if rises >= 0 else -of_economies
    of_products = made.T @ of_economies / ubiquity / values[-2]
    mean, spread = of_economies.mean(), of_economies.std()
    eci[economies] = (of_economies - mean) / spread
    pci[products] = (of_products - mean) / spread
    return eci, pci
