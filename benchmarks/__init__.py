"""Speed as ratios: what the product does beside the least work that could do it, in the same run.

    python -m benchmarks                    every figure, small size (three minutes or so)
    python -m benchmarks home import        some of them
    python -m benchmarks --size full        100,000 companies, 300,000 contracts, 1,500,000 documents
    python -m benchmarks --write            and put them into benchmarks/RESULTS.md
    python -m benchmarks.population FOLDER --companies 1000     an export to import, nothing measured

Two things are measured in turn, in short bursts whose order is swapped each time; a figure is the median of the
pairs' ratios. So neighbours on the machine slow both sides alike, and absolute figures are printed for information
only. What is missing on the machine (PostgreSQL, nginx, Django) is told, and its figures are left out.
docs/performance.md says what each ratio means.
"""
