// Lists of tensors that travel as one kernel parameter. A loop over them is unrolled to MAX_TERMS,
// so that each entry is read by a fixed offset.

#pragma once

constexpr int MAX_TERMS = 8;

struct Terms {
  const float* at[MAX_TERMS];
};

struct WeightedTerms {
  const float* at[MAX_TERMS];
  float weight[MAX_TERMS];
};
