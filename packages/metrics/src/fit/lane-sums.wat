;; Sums of sixteen replicates of a bootstrap in one pass over the votes, and the slopes of their likelihoods.
;; `lane-sums.ts` and `lane-steps.ts` lay out the memory.
(module
  (memory (export "memory") 1)

  ;; codes: those of cluster k from starts[k] to starts[k + 1]. weights: sixteen whole numbers a cluster. To the sums of a
  ;; code, sixteen whole numbers, those of its vote's cluster are added.
  (func (export "sum")
    (param $codes i32) (param $starts i32) (param $clusters i32) (param $weights i32) (param $sums i32)
    (local $k i32) (local $at i32) (local $end i32) (local $to i32)
    (local $a v128) (local $b v128) (local $c v128) (local $d v128)
    (block $done
      (loop $next
        (br_if $done (i32.ge_u (local.get $k) (local.get $clusters)))
        (local.set $a (v128.load (local.get $weights)))
        (local.set $b (v128.load offset=16 (local.get $weights)))
        (local.set $c (v128.load offset=32 (local.get $weights)))
        (local.set $d (v128.load offset=48 (local.get $weights)))
        (local.set $at (i32.add (local.get $codes) (i32.shl (i32.load (local.get $starts)) (i32.const 2))))
        (local.set $end (i32.add (local.get $codes) (i32.shl (i32.load offset=4 (local.get $starts)) (i32.const 2))))
        (block $over
          (loop $vote
            (br_if $over (i32.ge_u (local.get $at) (local.get $end)))
            (local.set $to (i32.add (local.get $sums) (i32.shl (i32.load (local.get $at)) (i32.const 6))))
            (v128.store (local.get $to)
              (i32x4.add (v128.load (local.get $to)) (local.get $a)))
            (v128.store offset=16 (local.get $to)
              (i32x4.add (v128.load offset=16 (local.get $to)) (local.get $b)))
            (v128.store offset=32 (local.get $to)
              (i32x4.add (v128.load offset=32 (local.get $to)) (local.get $c)))
            (v128.store offset=48 (local.get $to)
              (i32x4.add (v128.load offset=48 (local.get $to)) (local.get $d)))
            (local.set $at (i32.add (local.get $at) (i32.const 4)))
            (br $vote)))
        (local.set $weights (i32.add (local.get $weights) (i32.const 64)))
        (local.set $starts (i32.add (local.get $starts) (i32.const 4)))
        (local.set $k (i32.add (local.get $k) (i32.const 1)))
        (br $next))))

  ;; Which replicates have a cell that one side never won or tied: a bit each.
  (func (export "oneWay") (param $cells i32) (param $sums i32) (result i32)
    (local $q i32) (local $c i32) (local $at i32) (local $found i32)
    (local $none v128) (local $ties v128)
    (loop $quarter
      (local.set $none (v128.const i32x4 0 0 0 0))
      (local.set $at (i32.add (local.get $sums) (i32.shl (local.get $q) (i32.const 4))))
      (local.set $c (i32.const 0))
      (loop $cell
        (local.set $ties (v128.load offset=128 (local.get $at)))
        (local.set $none (v128.or
          (local.get $none)
          (v128.or
            (i32x4.eq (v128.or (local.get $ties) (v128.load (local.get $at))) (v128.const i32x4 0 0 0 0))
            (i32x4.eq (v128.or (local.get $ties) (v128.load offset=64 (local.get $at))) (v128.const i32x4 0 0 0 0)))))
        (local.set $at (i32.add (local.get $at) (i32.const 192)))
        (local.set $c (i32.add (local.get $c) (i32.const 1)))
        (br_if $cell (i32.lt_u (local.get $c) (local.get $cells))))
      (local.set $found (i32.or
        (local.get $found)
        (i32.shl (i32x4.bitmask (local.get $none)) (i32.shl (local.get $q) (i32.const 2)))))
      (local.set $q (i32.add (local.get $q) (i32.const 1)))
      (br_if $quarter (i32.lt_u (local.get $q) (i32.const 4))))
    (local.get $found))

  ;; Adds the slopes of Bradley-Terry's likelihood by log strength. pairs: two numbers of 32 bits a cell, its items. sums:
  ;; three codes a cell, wins, losses and ties. worths and slopes: sixteen doubles an item.
  (func (export "slopes")
    (param $pairs i32) (param $cells i32) (param $sums i32) (param $worths i32) (param $slopes i32)
    (local $c i32) (local $half i32) (local $from i32) (local $i i32) (local $j i32)
    (local $own v128) (local $won v128) (local $games v128) (local $slope v128) (local $tied v128)
    (loop $cell
      (local.set $i (i32.shl (i32.load (local.get $pairs)) (i32.const 7)))
      (local.set $j (i32.shl (i32.load offset=4 (local.get $pairs)) (i32.const 7)))
      (local.set $half (i32.const 0))
      (loop $lanes
        (local.set $from (i32.add (local.get $sums) (i32.shr_u (local.get $half) (i32.const 1))))
        (local.set $tied (f64x2.mul
          (f64x2.convert_low_i32x4_u (v128.load64_zero offset=128 (local.get $from)))
          (v128.const f64x2 0.5 0.5)))
        (local.set $won (f64x2.add (f64x2.convert_low_i32x4_u (v128.load64_zero (local.get $from))) (local.get $tied)))
        (local.set $games (f64x2.add
          (f64x2.add (local.get $won) (f64x2.convert_low_i32x4_u (v128.load64_zero offset=64 (local.get $from))))
          (local.get $tied)))
        (local.set $own (v128.load (i32.add (local.get $worths) (i32.add (local.get $i) (local.get $half)))))
        (local.set $slope (f64x2.sub
          (local.get $won)
          (f64x2.div
            (f64x2.mul (local.get $games) (local.get $own))
            (f64x2.add
              (local.get $own)
              (v128.load (i32.add (local.get $worths) (i32.add (local.get $j) (local.get $half))))))))
        (local.set $from (i32.add (local.get $slopes) (i32.add (local.get $i) (local.get $half))))
        (v128.store (local.get $from) (f64x2.add (v128.load (local.get $from)) (local.get $slope)))
        (local.set $from (i32.add (local.get $slopes) (i32.add (local.get $j) (local.get $half))))
        (v128.store (local.get $from) (f64x2.sub (v128.load (local.get $from)) (local.get $slope)))
        (local.set $half (i32.add (local.get $half) (i32.const 16)))
        (br_if $lanes (i32.lt_u (local.get $half) (i32.const 128))))
      (local.set $pairs (i32.add (local.get $pairs) (i32.const 8)))
      (local.set $sums (i32.add (local.get $sums) (i32.const 192)))
      (local.set $c (i32.add (local.get $c) (i32.const 1)))
      (br_if $cell (i32.lt_u (local.get $c) (local.get $cells)))))

  ;; Products of a matrix, size numbers a row, with sixteen vectors: doubles, sixteen a row.
  (func (export "products")
    (param $matrix i32) (param $size i32) (param $vectors i32) (param $products i32)
    (local $row i32) (local $k i32) (local $at i32) (local $from i32) (local $quarter i32) (local $e v128)
    (local $a v128) (local $b v128) (local $c v128) (local $d v128)
    (loop $rows
      (local.set $quarter (i32.const 0))
      (loop $quarters
        (local.set $a (v128.const f64x2 0 0))
        (local.set $b (v128.const f64x2 0 0))
        (local.set $c (v128.const f64x2 0 0))
        (local.set $d (v128.const f64x2 0 0))
        (local.set $at (local.get $matrix))
        (local.set $from (i32.add (local.get $vectors) (local.get $quarter)))
        (local.set $k (i32.const 0))
        (loop $columns
          (local.set $e (v128.load64_splat (local.get $at)))
          (local.set $a (f64x2.add (local.get $a) (f64x2.mul (local.get $e) (v128.load (local.get $from)))))
          (local.set $b (f64x2.add (local.get $b) (f64x2.mul (local.get $e) (v128.load offset=16 (local.get $from)))))
          (local.set $c (f64x2.add (local.get $c) (f64x2.mul (local.get $e) (v128.load offset=32 (local.get $from)))))
          (local.set $d (f64x2.add (local.get $d) (f64x2.mul (local.get $e) (v128.load offset=48 (local.get $from)))))
          (local.set $at (i32.add (local.get $at) (i32.const 8)))
          (local.set $from (i32.add (local.get $from) (i32.const 128)))
          (local.set $k (i32.add (local.get $k) (i32.const 1)))
          (br_if $columns (i32.lt_u (local.get $k) (local.get $size))))
        (local.set $from (i32.add (local.get $products) (local.get $quarter)))
        (v128.store (local.get $from) (local.get $a))
        (v128.store offset=16 (local.get $from) (local.get $b))
        (v128.store offset=32 (local.get $from) (local.get $c))
        (v128.store offset=48 (local.get $from) (local.get $d))
        (local.set $quarter (i32.add (local.get $quarter) (i32.const 64)))
        (br_if $quarters (i32.lt_u (local.get $quarter) (i32.const 128))))
      (local.set $matrix (local.get $at))
      (local.set $products (i32.add (local.get $products) (i32.const 128)))
      (local.set $row (i32.add (local.get $row) (i32.const 1)))
      (br_if $rows (i32.lt_u (local.get $row) (local.get $size))))))
