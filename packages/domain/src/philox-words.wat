;; Four blocks of Philox4x32-10 at a time. `philox-words.ts` says what for.
(module
  (memory (export "memory") 1)

  ;; Writes blocks to the memory's beginning, four words each, a multiple of four of them; counters from `block` on.
  (func (export "fill")
    (param $blocks i32) (param $block i32) (param $counter1 i32) (param $counter2 i32) (param $counter3 i32)
    (param $key0 i32) (param $key1 i32)
    (local $to i32) (local $end i32) (local $round i32)
    (local $counter v128) (local $k0 v128) (local $k1 v128)
    (local $x0 v128) (local $x1 v128) (local $x2 v128) (local $x3 v128)
    (local $low0 v128) (local $high0 v128) (local $low1 v128) (local $high1 v128)
    (local.set $end (i32.shl (local.get $blocks) (i32.const 4)))
    (local.set $counter (i32x4.add (i32x4.splat (local.get $block)) (v128.const i32x4 0 1 2 3)))
    (loop $next
      (local.set $x0 (local.get $counter))
      (local.set $x1 (i32x4.splat (local.get $counter1)))
      (local.set $x2 (i32x4.splat (local.get $counter2)))
      (local.set $x3 (i32x4.splat (local.get $counter3)))
      (local.set $k0 (i32x4.splat (local.get $key0)))
      (local.set $k1 (i32x4.splat (local.get $key1)))
      (local.set $round (i32.const 10))
      (loop $rounds
        (local.set $low0 (i64x2.extmul_low_i32x4_u (local.get $x0) (i32x4.splat (i32.const 0xd2511f53))))
        (local.set $high0 (i64x2.extmul_high_i32x4_u (local.get $x0) (i32x4.splat (i32.const 0xd2511f53))))
        (local.set $low1 (i64x2.extmul_low_i32x4_u (local.get $x2) (i32x4.splat (i32.const 0xcd9e8d57))))
        (local.set $high1 (i64x2.extmul_high_i32x4_u (local.get $x2) (i32x4.splat (i32.const 0xcd9e8d57))))
        ;; Of each product the high word, then the low one.
        (local.set $x0 (v128.xor
          (v128.xor
            (i8x16.shuffle 4 5 6 7 12 13 14 15 20 21 22 23 28 29 30 31 (local.get $low1) (local.get $high1))
            (local.get $x1))
          (local.get $k0)))
        (local.set $x1
          (i8x16.shuffle 0 1 2 3 8 9 10 11 16 17 18 19 24 25 26 27 (local.get $low1) (local.get $high1)))
        (local.set $x2 (v128.xor
          (v128.xor
            (i8x16.shuffle 4 5 6 7 12 13 14 15 20 21 22 23 28 29 30 31 (local.get $low0) (local.get $high0))
            (local.get $x3))
          (local.get $k1)))
        (local.set $x3
          (i8x16.shuffle 0 1 2 3 8 9 10 11 16 17 18 19 24 25 26 27 (local.get $low0) (local.get $high0)))
        (local.set $k0 (i32x4.add (local.get $k0) (i32x4.splat (i32.const 0x9e3779b9))))
        (local.set $k1 (i32x4.add (local.get $k1) (i32x4.splat (i32.const 0xbb67ae85))))
        (local.set $round (i32.sub (local.get $round) (i32.const 1)))
        (br_if $rounds (local.get $round)))
      ;; From four of each word to four words of each block.
      (local.set $low0
        (i8x16.shuffle 0 1 2 3 16 17 18 19 4 5 6 7 20 21 22 23 (local.get $x0) (local.get $x1)))
      (local.set $high0
        (i8x16.shuffle 8 9 10 11 24 25 26 27 12 13 14 15 28 29 30 31 (local.get $x0) (local.get $x1)))
      (local.set $low1
        (i8x16.shuffle 0 1 2 3 16 17 18 19 4 5 6 7 20 21 22 23 (local.get $x2) (local.get $x3)))
      (local.set $high1
        (i8x16.shuffle 8 9 10 11 24 25 26 27 12 13 14 15 28 29 30 31 (local.get $x2) (local.get $x3)))
      (v128.store (local.get $to)
        (i8x16.shuffle 0 1 2 3 4 5 6 7 16 17 18 19 20 21 22 23 (local.get $low0) (local.get $low1)))
      (v128.store offset=16 (local.get $to)
        (i8x16.shuffle 8 9 10 11 12 13 14 15 24 25 26 27 28 29 30 31 (local.get $low0) (local.get $low1)))
      (v128.store offset=32 (local.get $to)
        (i8x16.shuffle 0 1 2 3 4 5 6 7 16 17 18 19 20 21 22 23 (local.get $high0) (local.get $high1)))
      (v128.store offset=48 (local.get $to)
        (i8x16.shuffle 8 9 10 11 12 13 14 15 24 25 26 27 28 29 30 31 (local.get $high0) (local.get $high1)))
      (local.set $counter (i32x4.add (local.get $counter) (i32x4.splat (i32.const 4))))
      (local.set $to (i32.add (local.get $to) (i32.const 64)))
      (br_if $next (i32.lt_u (local.get $to) (local.get $end))))))
